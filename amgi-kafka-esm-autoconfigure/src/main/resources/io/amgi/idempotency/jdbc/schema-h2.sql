CREATE TABLE IF NOT EXISTS amgi_idempotency (
	id BINARY(32) NOT NULL PRIMARY KEY,
	owner VARCHAR(36) NOT NULL,
	completed BOOLEAN NOT NULL,
	expires_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
	deliveries INTEGER DEFAULT 1 NOT NULL
);

CREATE INDEX IF NOT EXISTS amgi_idempotency_expires_at ON amgi_idempotency (expires_at);
