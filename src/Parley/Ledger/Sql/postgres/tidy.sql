-- New words wait in a list that every search goes through, until the server finds time to sort them in.
SELECT gin_clean_pending_list('words_word')
