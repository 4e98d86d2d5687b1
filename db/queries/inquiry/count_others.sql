-- $1 bigint reference.   Uses inquiry_pkey, inquiry_contact_idx. Other open inquiries of whoever is reached in the same way.
SELECT other_open_inquiries($1) AS others
