DELETE FROM ledger; INSERT INTO ledger (version) SELECT generate_series(1, @version)
