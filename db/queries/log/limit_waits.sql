-- From here to the commit: a request key that another server holds, and hangs, must not hold up a whole batch.
SET LOCAL lock_timeout = '250ms'
