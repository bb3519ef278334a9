-- The two accounts that the start page names; their passwords come hashed from the caller.
INSERT INTO public.users (email, password_hash, first_name, last_name) VALUES
  ('admin@alforis.com', @adminHash, 'Alix', 'Moreau'),
  ('user@alforis.com', @userHash, 'Camille', 'Lefèvre');

INSERT INTO public.user_roles (user_id, role_id)
SELECT u.id, r.id
FROM (VALUES ('admin@alforis.com', 'admin'), ('user@alforis.com', 'commercial')) AS g (email, role)
JOIN public.users u ON u.email = g.email
JOIN public.roles r ON r.name = g.role;
