"""Le signe du site : les images PNG sont celles du dessin SVG, les mêmes à chaque construction."""

import struct
import zlib

import pytest
from site_outils import RACINE

from clausier.web import marque

SVG = (RACINE / "docs" / marque.SOURCE).read_text("utf-8")


def lire(png: bytes) -> tuple[int, list[bytes]]:
    """Le côté et les lignes d’une image à palette de 256 teintes ; chaque contrôle de chaque morceau est vérifié."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    morceaux, ici = {}, 8
    while ici < len(png):
        longueur = struct.unpack(">I", png[ici : ici + 4])[0]
        genre, corps = png[ici + 4 : ici + 8], png[ici + 8 : ici + 8 + longueur]
        assert struct.unpack(">I", png[ici + 8 + longueur : ici + 12 + longueur])[0] == zlib.crc32(genre + corps)
        morceaux[genre], ici = corps, ici + 12 + longueur
    cote, hauteur = struct.unpack(">II", morceaux[b"IHDR"][:8])
    brut = zlib.decompress(morceaux[b"IDAT"])
    assert cote == hauteur and len(brut) == cote * (cote + 1) and len(morceaux[b"PLTE"]) == 768
    return cote, [brut[y * (cote + 1) + 1 : (y + 1) * (cote + 1)] for y in range(cote)]


@pytest.mark.parametrize("cote", marque.SIZES)
def test_le_trait_est_au_milieu_et_les_coins_sont_vides(cote):
    lu, lignes = lire(marque.png(SVG, cote))
    assert lu == cote
    encre = sum(map(sum, lignes)) / 255 / cote**2
    assert 0.12 < encre < 0.2  # un trait, ni un carré plein ni une page vide
    assert max(lignes[0]) == max(lignes[-1]) == 0 and all(ligne[0] == ligne[-1] == 0 for ligne in lignes)
    milieu = cote // 2
    assert max(ligne[milieu] for ligne in lignes) == 255
    # le signe est son propre renversé : un tour d'un demi-cercle le rend
    assert all(abs(a - b) <= 40 for haut, bas in zip(lignes, reversed(lignes)) for a, b in zip(haut, reversed(bas)))


def test_la_meme_source_donne_les_memes_octets_et_les_teintes_vont_du_fond_au_blanc():
    image = marque.png(SVG, 32)
    marque.png.cache_clear()
    assert marque.png(SVG, 32) == image
    palette = image.partition(b"PLTE")[2]
    assert palette[:3] == bytes.fromhex("12463a") and palette[765:768] == b"\xff\xff\xff"


def test_un_dessin_ecrit_autrement_est_refuse():
    with pytest.raises(ValueError, match="marque.svg"):
        marque.png(SVG.replace("#fff", "white"), 32)
