-- Every screen counts who is in each session, at each check-in: from the index alone.
DROP INDEX check_in_by_session;
CREATE INDEX check_in_by_session ON check_in (session, undoes) WHERE session IS NOT NULL;
