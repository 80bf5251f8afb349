-- Of the application itself, in variants with a database.
CREATE TABLE orders (id VARCHAR(64) PRIMARY KEY);
