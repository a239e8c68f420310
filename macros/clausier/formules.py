"""The formulas of the spreadsheets, by the name that clauses/tableurs/*.yml give them; `tests/test_tableur.py` holds them to `calculs`.

In a formula: `[col]` is the cell of that column on the line, `[col^]` the column down to this line, `[feuille!col:]` a whole column,
`[=reglage]` a setting, `[=reglage#id]` the words of one of its values, `[#mot]` a word of the workbook. Written in English, as the file
format wants; Excel and LibreOffice show them in the user's language. Lookups compare texts exactly (`EXACT`), never by wildcards.
"""

from __future__ import annotations

import re

PLACE = re.compile(r"\[(=?)([a-z_]*)(?:!([a-z_]+))?([:^]?)(?:#([a-z-]+))?\]")

_COEFFICIENT = 'IF([coefficient]="",1,[coefficient])'
_DU_GROUPE = "SUMPRODUCT(--EXACT([groupe^],[groupe]),[pondere^])"


def _palier(total: str, unit: str, shift: str = "0") -> str:
    """The smallest whole number of units not under a time. Rounded first at nine decimals: what binary fractions add is not a unit begun."""
    return f"-INT(-ROUND(({total})/{unit}-{shift},9))"


def _ajoute(unit: str, shift: str = "0") -> str:
    """The units that a line adds to its group: those of the group with it, less those without it."""
    return f"{_palier(_DU_GROUPE, unit, shift)}+{_palier(_DU_GROUPE + '-[pondere]', unit, shift).replace('-INT(-', 'INT(-', 1)}"


_AU_PLUS_PROCHE = "IF([=arrondi]=[=arrondi#proche],0.5,0)"
_COURU = {
    # The minutes of the Plage de service between two instants: whole days, plus the part of the last day, less the part of the first.
    "ouvre": (
        "((NETWORKDAYS.INTL({s},{e},[=semaine],[feries!date:])-1)*([=fermeture]-[=ouverture])"
        "+IF(NETWORKDAYS.INTL({e},{e},[=semaine],[feries!date:])>0,MEDIAN(MOD({e},1),[=fermeture],[=ouverture]),[=fermeture])"
        "-MEDIAN(NETWORKDAYS.INTL({s},{s},[=semaine],[feries!date:])*MOD({s},1),[=fermeture],[=ouverture]))"
    ),
    "calendaire": "({e}-{s})",
}


def _calendaire(grid: str, severity: str) -> str:
    """Is the delay of that severity counted day and night? What the grid says of it, else the setting."""
    same, said = f"EXACT([{grid}!gravite:],{severity})", f"[{grid}!decompte:]"
    return f'IF(SUMPRODUCT({same}*({said}<>""))>0,SUMPRODUCT({same}*({said}=[=mode#calendaires]))>0,[=mode]=[=mode#calendaires])'


def _minutes(start: str, end: str, grid: str, severity: str) -> str:
    """The minutes counted from one instant to another, nought when they are not in order; empty while the hours of service are."""
    open_, always = (_COURU[kind].format(s=start, e=end) for kind in ("ouvre", "calendaire"))
    counted = f'IF({_calendaire(grid, severity)},{always},IF(OR([=ouverture]="",[=fermeture]=""),"",{open_}))'
    return f"IF({end}<={start},0,ROUND({counted}*1440,0))"


def _incident(column: str) -> str:
    return f"INDEX([incidents!{column}:],[rang])"


def _niveaux(name: str, grid: str, end: str, start: str, start_of_incident: str) -> dict[str, str]:
    """The calculations of one delay: due, counted, kept or not, late, and what suspensions take from it."""
    delay = f"[{grid}!delai:]"
    same = f"EXACT([{grid}!gravite:],[gravite])"
    suspended = f"SUMPRODUCT(--EXACT([suspensions!dossier:],[dossier]),[suspensions!retenu_{name}:])"
    begins, ends = f"MAX([debut],{start_of_incident})", f"MIN([fin],{_incident(end)})"
    return {
        f"delai-{name}": f'IF([gravite]="","",IF(SUMPRODUCT({same}*({delay}<>""))<>1,"",60*SUMPRODUCT(--{same},{delay})))',
        f"ecoule-{name}": f'IF(OR([declaration]="",[{end}]=""),"",IFERROR({_minutes(start, f"[{end}]", grid, "[gravite]")}-{suspended},""))',
        f"etat-{name}": f'IF(OR([declaration]="",[delai_{name}]=""),"",IF([{end}]="",[#en-cours],IF([ecoule_{name}]="","",IF([ecoule_{name}]<=[delai_{name}],[#tenu],[#depasse]))))',
        f"retard-{name}": f'IF(OR([ecoule_{name}]="",[delai_{name}]=""),"",MAX(0,[ecoule_{name}]-[delai_{name}]))',
        f"retenu-{name}": f'IF(OR([rang]="",[debut]="",[fin]=""),"",IF({_incident(end)}="","",IFERROR({_minutes(begins, ends, grid, _incident("gravite"))},"")))',
    }


FORMULES: dict[str, str] = {
    # inventaire
    "prix-unitaire": (
        'IF([categorie]="","",IF(SUMPRODUCT(EXACT([prix!categorie:],[categorie])*([prix!prix:]<>""))<>1,"",SUMPRODUCT(--EXACT([prix!categorie:],[categorie]),[prix!prix:])))'
    ),
    "montant": 'IF(OR([quantite]="",[prix]=""),"",ROUND([quantite]*[prix],2))',
    "quantite-totale": "SUM([inventaire!quantite:])",
    "lignes-sans-prix": 'SUMPRODUCT(([inventaire!quantite:]<>"")*([inventaire!prix:]=""))',
    "total-inventaire": "ROUND(SUM([inventaire!montant:]),2)",
    "ecart-redevance": 'IF([=redevance]="","",ROUND(SUM([inventaire!montant:])-[=redevance],2))',
    "total-annuel": 'IF([=periode_redevance]="","",ROUND(SUM([inventaire!montant:])*IF([=periode_redevance]=[=periode_redevance#an],1,12),2))',
    # what both counts of time share
    "pondere": f'IF([temps]="","",ROUND([temps]*{_COEFFICIENT},6))',
    "groupe": (
        'IF([dossier]="","",IF([=regroupement]=[=regroupement#dossier],""&[dossier],[dossier]&" | "&YEAR([date])&"-"&MONTH([date])&"-"&DAY([date])'
        '&IF([=regroupement]=[=regroupement#passage]," | "&[passage],"")))'
    ),
    # bordereau-tickets
    "tickets": f'IF(OR([dossier]="",[temps]="",[=ticket_duree]=""),"",{_ajoute("[=ticket_duree]")})',
    "solde-courant": (
        'IF(OR([tickets]="",[date]=""),"",[=report]+SUMIF([achats!date:],"<="&[date],[achats!nombre:])-SUMIF([achats!date:],"<="&[date],[achats!retires:])-SUM([tickets^]))'
    ),
    "validite": 'IF(OR([date]="",[=prepaye_validite]=""),"",EDATE([date],[=prepaye_validite])-1)',
    "tickets-achetes": "[=report]+SUM([achats!nombre:])-SUM([achats!retires:])",
    "tickets-consommes": "SUM([consommation!tickets:])",
    "tickets-restants": "MAX(0,[=report]+SUM([achats!nombre:])-SUM([achats!retires:])-SUM([consommation!tickets:]))",
    "tickets-manquants": "MAX(0,SUM([consommation!tickets:])-[=report]-SUM([achats!nombre:])+SUM([achats!retires:]))",
    # The share is that of the last purchase, the last line filled.
    "alerte": (
        'IF([=prepaye_alerte]="","",IF(MAX(0,[=report]+SUM([achats!nombre:])-SUM([achats!retires:])-SUM([consommation!tickets:]))<=ROUND([=prepaye_alerte]*'
        'IF(COUNT([achats!nombre:])=0,[=report],INDEX([achats!nombre:],SUMPRODUCT(MAX(([achats!nombre:]<>"")*ROW([achats!nombre:])))-1)),9),[#oui],[#non]))'
    ),
    # releve-heures
    "temps-releve": 'IF(OR([debut]="",[fin]=""),"",ROUND(MOD([fin]-[debut],1)*1440,0))',
    "temps-decompte": f'IF(OR([dossier]="",[temps]="",[=decompte_pas]=""),"",[=decompte_pas]*({_ajoute("[=decompte_pas]", _AU_PLUS_PROCHE)}))',
    "total-decompte": "SUM([releve!decompte:])",
    "total-heures": "SUM([releve!decompte:])/1440",
    "impute-minimum": "MIN(SUM([releve!decompte:]),60*[=minimum_mensuel])",
    "reste-minimum": "MAX(0,60*[=minimum_mensuel]-SUM([releve!decompte:]))",
    "impute-report": "MIN([=reporte],MAX(0,SUM([releve!decompte:])-60*[=minimum_mensuel]))",
    "impute-credit": "MIN(MAX(0,60*[=credit_heures]-[=credit_consomme]),MAX(0,SUM([releve!decompte:])-60*[=minimum_mensuel]-[=reporte]))",
    "credit-restant": "MAX(0,60*[=credit_heures]-[=credit_consomme]-MAX(0,SUM([releve!decompte:])-60*[=minimum_mensuel]-[=reporte]))",
}
_FACTURE = "60*[=minimum_mensuel]+MAX(0,SUM([releve!decompte:])-60*[=minimum_mensuel]-[=reporte]-MAX(0,60*[=credit_heures]-[=credit_consomme]))"
FORMULES |= {
    "temps-a-facturer": _FACTURE,
    "montant-du-mois": f'IF([=taux_horaire]="","",ROUND(ROUND(({_FACTURE})*[=taux_horaire]*100,0)/60,0)/100)',
    # niveaux-de-service
    **_niveaux("prise", "prise_en_charge", "prise", "[declaration]", _incident("declaration")),
    **_niveaux(
        "retablissement",
        "delais_retablissement",
        "retablissement",
        'IF([depart]="",[declaration],[depart])',
        f'IF({_incident("depart")}="",{_incident("declaration")},{_incident("depart")})',
    ),
    "rang-incident": 'IF([dossier]="","",IF(SUMPRODUCT(--EXACT([incidents!dossier:],[dossier]))<>1,"",SUMPRODUCT(--EXACT([incidents!dossier:],[dossier]),ROW([incidents!dossier:]))-1))',
    "jours-fermes": "&".join(f'IF([={day}]=[#oui],"0","1")' for day in ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")),
    "incidents": 'SUMPRODUCT(--([incidents!declaration:]<>""))',
    "prises-tenues": "SUMPRODUCT(--([incidents!etat_prise:]=[#tenu]))",
    "prises-depassees": "SUMPRODUCT(--([incidents!etat_prise:]=[#depasse]))",
    "retablissements-tenus": "SUMPRODUCT(--([incidents!etat_retablissement:]=[#tenu]))",
    "retablissements-depasses": "SUMPRODUCT(--([incidents!etat_retablissement:]=[#depasse]))",
}
