INSERT INTO retracted (entry) SELECT @entry WHERE NOT EXISTS (SELECT 1 FROM retracted WHERE entry = @entry)
