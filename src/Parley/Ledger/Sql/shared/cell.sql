SELECT stance, sum(confidence) FROM position
WHERE target = @target AND holder = @holder AND voice = @voice AND (day = @latest OR day = @undated) AND confidence >= @least GROUP BY stance
