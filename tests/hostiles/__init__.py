"""Les fichiers hostiles, fabriqués à la demande : aucun binaire n’est commis. `bureau` bâtit un .docx ou un .odt, `entrees` les entrées numérotées."""
