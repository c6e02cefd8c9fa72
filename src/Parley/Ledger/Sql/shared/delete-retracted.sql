DELETE FROM retracted WHERE entry = @entry
