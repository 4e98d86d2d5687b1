SELECT to_regclass('database_kind') IS NOT NULL
