SELECT entry FROM retracted WHERE entry = @entry
