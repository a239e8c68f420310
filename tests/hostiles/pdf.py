"""Des PDF faits à la main, bons ou hostiles : chaque fonction rend des octets. Aucun fichier binaire n’est gardé dans le dépôt."""

from __future__ import annotations

import hashlib
import zlib

A4 = (595, 842)
_REMPLISSAGE = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def assembler(objets: dict[int, bytes], *, bande: bytes = b"/Root 1 0 R", taille: int | None = None) -> bytes:
    """Un PDF fait de ces objets, avec sa table et sa bande-annonce."""
    sortie = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for numero, corps in objets.items():
        places[numero] = len(sortie)
        sortie += b"%d 0 obj\n%s\nendobj\n" % (numero, corps)
    debut = len(sortie)
    sortie += b"xref\n0 1\n0000000000 65535 f \n"
    for numero in sorted(places):
        sortie += b"%d 1\n%010d 00000 n \n" % (numero, places[numero])
    sortie += b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (taille or max(objets) + 1, bande, debut)
    return bytes(sortie)


def flux(contenu: bytes, entrees: bytes = b"", comprime: bool = False) -> bytes:
    """Un objet flux."""
    if comprime:
        contenu, entrees = zlib.compress(contenu, 9), entrees + b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(contenu), entrees, contenu)


def chaine(texte: str) -> bytes:
    """Un texte dans l’encodage WinAnsi, échappé."""
    return texte.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def lignes(textes, x: float = 70, y: float = 770, corps: float = 11, pas: float = 14, police: str = "F1", avant: str = "") -> bytes:
    """Des lignes de texte, l’une sous l’autre."""
    dessin = [f"q {avant} BT /{police} {corps} Tf {x} {y} Td {pas} TL".encode()]
    dessin += [b"(%s) Tj T*" % chaine(texte) for texte in textes]
    return b" ".join([*dessin, b"ET Q"])


_POLICES = b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> /F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >> >>"


def document(pages: list[bytes], *, racine: bytes = b"", page: bytes = b"", ressources: bytes = _POLICES, autres: dict[int, bytes] | None = None, **options) -> bytes:
    """Un PDF dont chaque page a ce contenu."""
    objets = {1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % racine}
    premiers = [10 + 2 * rang for rang in range(len(pages))]
    objets[2] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), b" ".join(b"%d 0 R" % n for n in premiers))
    for numero, contenu in zip(premiers, pages):
        objets[numero] = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << %s >> /Contents %d 0 R %s >>" % (ressources, numero + 1, page)
        objets[numero + 1] = flux(contenu, comprime=len(contenu) > 2000)
    return assembler(objets | (autres or {}), **options)


# ---------------------------------------------------------------- hostiles
def bombe(mo: int = 400, tours: int = 2) -> bytes:
    """H81 : un contenu de page qui, défait `tours` fois, pèse `mo` mégaoctets."""
    compresseur, morceaux = zlib.compressobj(9), []
    for _ in range(mo):
        morceaux.append(compresseur.compress(b" " * 1_000_000))
    contenu = b"".join([*morceaux, compresseur.flush()])
    for _ in range(tours - 1):
        contenu = zlib.compress(contenu, 9)
    filtres = b"[" + b"/FlateDecode " * tours + b"]"
    return assembler(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << %s >> /Contents 4 0 R >>" % _POLICES,
            4: flux(contenu, b"/Filter " + filtres),
        }
    )


def arbre_cyclique() -> bytes:
    """H82 : un nœud de l’arbre des pages se contient lui-même."""
    return assembler(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Count 2 /Kids [3 0 R 5 0 R] >>",
            3: b"<< /Type /Pages /Parent 2 0 R /Count 1 /Kids [2 0 R] >>",
            5: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << %s >> /Contents 6 0 R >>" % _POLICES,
            6: flux(lignes(["Article 1 - Objet", "Le présent contrat a pour objet la maintenance."])),
        }
    )


def formulaire_recursif(indirect: bool = False) -> bytes:
    """H83 : un dessin réutilisable qui se dessine lui-même."""
    ressources = b"/XObject << /X 20 0 R >>" + _POLICES
    autres = {20: flux(lignes(["Le prestataire intervient."]) + b" /X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources " + (b"21 0 R" if indirect else b"<< %s >>" % ressources))}
    if indirect:
        autres[21] = b"<< %s >>" % ressources
    return document([lignes(["Article 1 - Objet"]) + b" /X Do"], ressources=ressources, autres=autres)


def actions() -> bytes:
    """H84 : un script et un programme lancés à l’ouverture."""
    racine = b"/OpenAction << /S /Java#53cript /JS (app.alert\\(1\\)) >> /AA << /WC << /S /Launch /F (calc.exe) >> >>"
    return document([lignes(CONTRAT)], racine=racine)


def _rc4(cle: bytes, donnees: bytes) -> bytes:
    etat, j = list(range(256)), 0
    for i in range(256):
        j = (j + etat[i] + cle[i % len(cle)]) % 256
        etat[i], etat[j] = etat[j], etat[i]
    i = j = 0
    sortie = bytearray()
    for octet in donnees:
        i = (i + 1) % 256
        j = (j + etat[i]) % 256
        etat[i], etat[j] = etat[j], etat[i]
        sortie.append(octet ^ etat[(etat[i] + etat[j]) % 256])
    return bytes(sortie)


def chiffre(utilisateur: str = "", proprietaire: str = "secret") -> bytes:
    """H85 : un PDF chiffré (RC4 40 bits, révision 2), avec ces mots de passe."""
    def rempli(mot: str) -> bytes:
        return (mot.encode() + _REMPLISSAGE)[:32]

    o = _rc4(hashlib.md5(rempli(proprietaire)).digest()[:5], rempli(utilisateur))
    droits = (-64).to_bytes(4, "little", signed=True)
    cle = hashlib.md5(rempli(utilisateur) + o + droits + b"clausier").digest()[:5]
    u = _rc4(cle, _REMPLISSAGE)
    contenu = _rc4(hashlib.md5(cle + (4).to_bytes(3, "little") + b"\0\0").digest()[:10], lignes(CONTRAT))
    return assembler(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << %s >> /Contents 4 0 R >>" % _POLICES,
            4: flux(contenu),
            5: b"<< /Filter /Standard /V 1 /R 2 /P -64 /O <%s> /U <%s> >>" % (o.hex().encode(), u.hex().encode()),
        },
        bande=b"/Root 1 0 R /Encrypt 5 0 R /ID [<%s> <%s>]" % (b"clausier".hex().encode(), b"clausier".hex().encode()),
    )


def numerise(pages: int = 2, tampon: str = "") -> bytes:
    """H73 : des pages qui ne sont qu’une image (et, parfois, un tampon de signature)."""
    image = flux(b"\x55" * 8, b"/Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 1 /ColorSpace /DeviceGray")
    contenu = b"q 595 0 0 842 0 0 cm /I Do Q " + (lignes([tampon], y=20, corps=7) if tampon else b"")
    return document([contenu] * pages, ressources=_POLICES + b"/XObject << /I 20 0 R >>", autres={20: image})


def sans_tounicode() -> bytes:
    """H88 : une police dont rien ne dit à quelles lettres ses dessins correspondent."""
    police = b"/Font << /F1 << /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Secret /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Secret /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 600 >>] >> >>"
    texte = " ".join(CONTRAT * 4)
    codes = "".join(f"{ord(lettre) % 90 + 3:04x}" for lettre in texte)
    contenu = b" ".join([b"BT /F1 11 Tf 70 770 Td 14 TL", *(b"<%s> Tj T*" % codes[i : i + 240].encode() for i in range(0, len(codes), 240)), b"ET"])
    return document([contenu], ressources=police)


def encodage_de_fichier() -> bytes:
    """H87 : un encodage qui nomme un fichier."""
    police = b"/Font << /F1 << /Type /Font /Subtype /Type0 /BaseFont /Arial /Encoding /#2ftmp#2fpiege.pickle.gz /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Arial /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >> >>"
    return document([lignes(CONTRAT)], ressources=police)


# ---------------------------------------------------------------- bons
CONTRAT = (
    "Article 1 - Objet",
    "Le prestataire assure la maintenance préventive et corrective du parc informatique du client.",
    "Article 2 - Durée",
    "Le contrat est conclu pour une durée de douze mois à compter du 1er janvier 2026.",
    "Article 3 - Prix",
    "La redevance annuelle est de 1 200 euros hors taxes, payable à trente jours.",
)

PHRASES = (
    "La Société s’engage à assurer la maintenance préventive et corrective des équipements désignés aux conditions",
    "particulières, en respectant les prescriptions des constructeurs et la réglementation applicable. Les diffé-",
    "rends relatifs à l’exécution des présentes sont portés devant la juridiction compétente, sauf accord des parties.",
)


def mots_coupes() -> bytes:
    """H72, H89 : un paragraphe de trois lignes, dont un mot coupé ; des ligatures, par le nom de leur dessin."""
    police = _POLICES[:-3] + b" /F3 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 /fi /oe] >> >> >>"
    ligature = b"BT 70 600 Td /F3 11 Tf (Con\\001dentialit\351 et mise en \\002uvre.) Tj ET"
    return document([lignes(PHRASES, corps=10) + b" " + ligature], ressources=police)


def en_tetes() -> bytes:
    """H89 : une tête et un pied répétés sur quatre pages, la tête tombant au milieu d’une phrase."""
    jours, objets = ("un", "deux", "trois"), ("pièces", "heures", "frais")
    contenus = []
    for n in range(1, 5):
        corps = [f"indique {objets[n - 2]} de la visite."] if n > 1 else []
        if n < 4:
            corps += [f"Article {n} - Objet", f"Le prestataire remet au client, le {jours[n - 1]} de chaque mois, un compte rendu de ses visites, lequel"]
        contenus.append(b" ".join([lignes([f"Société Fictive - Contrat n° 2026-1 - {n}"], y=815, corps=8), lignes(corps), lignes([f"Page {n} / 4"], x=500, y=30, corps=8)]))
    return document(contenus)


def deux_colonnes(melees: bool) -> bytes:
    """H72 : deux colonnes de texte, écrites l’une après l’autre ou ligne à ligne."""
    gauche = ["Article 1 - Objet", "La Société assure au profit du client, dit-elle,", *[f"la maintenance des postes listés en annexe ({n})," for n in range(1, 14)], "et rend compte au client."]
    droite = ["Article 2 - Prix", "Le client paie à la date convenue à la Société", *[f"la redevance des postes listés en annexe ({n})," for n in range(1, 14)], "puis reçoit une facture."]
    if not melees:
        return document([lignes(gauche, x=50, corps=9) + b" " + lignes(droite, x=310, corps=9)])
    paires = [lignes([a], x=50, y=770 - 14 * n, corps=9) + b" " + lignes([b], x=310, y=770 - 14 * n, corps=9) for n, (a, b) in enumerate(zip(gauche, droite))]
    return document([b" ".join(paires)])


def tableau(traits: bool) -> bytes:
    """Un tableau, tracé ou seulement aligné, entre deux alinéas ; une de ses cellules a deux lignes."""
    cases = [("Gravité", "Prise en charge", "Rétablissement"), ("Bloquante", "1 heure ouvrée", "4 heures"), ("Gênante", "4 heures ouvrées", "2 jours"), ("Mineure", "2 jours ouvrés", "version suivante")]
    morceaux = [lignes(["Les délais sont les suivants :"], y=770)]
    y = 740
    for rang, cellules in enumerate(cases):
        for x, texte in zip((75, 205, 355), cellules):
            morceaux.append(lignes([texte], x=x, y=y - 12, corps=10, police="F2" if rang == 0 else "F1"))
        if traits:
            morceaux.append(f"0.5 w 70 {y} m 500 {y} l S".encode())
        y -= 20
    if traits:
        morceaux.append(f"70 {y} m 500 {y} l S".encode())
        morceaux += [f"{x} 740 m {x} {y} l S".encode() for x in (70, 200, 350, 500)]
    morceaux.append(lignes(["Ils courent de la déclaration du client."], y=y - 40))
    return document([b" ".join(morceaux)])


def caches() -> bytes:
    """H65, H66 : du texte blanc, minuscule, hors de la page ; et du texte blanc sur fond sombre, qui se voit."""
    contenu = [
        lignes(["Le client paie la redevance."], y=770),
        lignes(["La responsabilité du prestataire est exclue."], y=700, avant="1 1 1 rg"),
        lignes(["Le client renonce à tout recours contre lui."], y=650, corps=1),
        lignes(["Le contrat est conclu pour dix ans sans résiliation."], x=-900, y=600),
        b"q 0.1 0.2 0.4 rg 60 480 400 40 re f Q",
        lignes(["Ce bandeau se voit."], y=495, avant="1 1 1 rg"),
    ]
    return document([b" ".join(contenu)])


def formulaire() -> bytes:
    """Un champ rempli : ce qui y est saisi se voit sur la page, et n’est pas dans son contenu."""
    apparence = flux(b"BT /F1 11 Tf 2 4 Td (douze mois) Tj ET", b"/Type /XObject /Subtype /Form /BBox [0 0 120 18] /Resources << " + _POLICES + b" >>")
    champ = b"<< /Type /Annot /Subtype /Widget /FT /Tx /F 4 /T (duree) /V (douze mois) /Rect [170 766 290 784] /AP << /N 21 0 R >> >>"
    return document([lignes(["Durée du contrat :"])], racine=b"/AcroForm << /Fields [20 0 R] >>", page=b"/Annots [20 0 R]", autres={20: champ, 21: apparence})


def tourne() -> bytes:
    """Une page à l’italienne, dont le texte est tourné d’un quart, et un filigrane de biais."""
    contenu = b"BT /F1 11 Tf 0 1 -1 0 100 70 Tm (Article 1 - Objet) Tj 0 1 -1 0 120 70 Tm (Le prestataire assure la maintenance du parc.) Tj ET BT /F1 60 Tf 0.7 0.7 -0.7 0.7 200 200 Tm (PROJET) Tj ET"
    return document([contenu], page=b"/Rotate 90")


def pages(nombre: int) -> bytes:
    return document([lignes([f"Article {n} - Objet", f"Le prestataire fait la chose numéro {n}, comme il est dit."]) for n in range(1, nombre + 1)])
