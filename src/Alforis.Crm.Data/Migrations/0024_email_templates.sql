-- Every e-mail has a plain-text twin, and whoever changes a template changes what active workflows send.

ALTER TABLE public.email_templates ALTER COLUMN body_text SET NOT NULL;

CREATE TRIGGER email_templates_set_revision AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.email_templates
  FOR EACH STATEMENT EXECUTE FUNCTION workflow.bump_set_revision();
