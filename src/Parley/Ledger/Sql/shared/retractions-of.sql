SELECT number FROM entry WHERE subject = @subject AND kind = 'retraction'
