SELECT kind FROM database_kind
