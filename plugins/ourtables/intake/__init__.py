"""What people send becomes listings: spreadsheets and data files in `sheets`, mails and issues in `mail`."""
