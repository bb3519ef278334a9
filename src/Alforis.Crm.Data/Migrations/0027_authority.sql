-- Workflows act under the authority of whoever activated them: what changes that is a change of the set.

CREATE TRIGGER users_set_revision AFTER UPDATE OF is_active ON public.users
  FOR EACH ROW WHEN (OLD.is_active <> NEW.is_active) EXECUTE FUNCTION workflow.bump_set_revision();
CREATE TRIGGER user_roles_set_revision AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.user_roles
  FOR EACH STATEMENT EXECUTE FUNCTION workflow.bump_set_revision();
CREATE TRIGGER role_permissions_set_revision AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.role_permissions
  FOR EACH STATEMENT EXECUTE FUNCTION workflow.bump_set_revision();

-- The operator's authority is written as no user at all: who is removed for good must not leave it to their workflows.
CREATE FUNCTION workflow.suspend_without_activator() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.workflows
  SET suspended_at = clock_timestamp(),
    suspended_reason = jsonb_build_array(jsonb_build_object(
      'code', 'WF2010', 'severity', 'Error', 'pointer', '', 'line', 1, 'column', 1,
      'message', OLD.email || ', who activated it, has no account any more.', 'suggestion', 'Have somebody activate it who may do what it does.'))
  WHERE activated_by = OLD.id AND status = 'active' AND deleted_at IS NULL AND suspended_at IS NULL;
  RETURN OLD;
END
$$;
REVOKE ALL ON FUNCTION workflow.suspend_without_activator() FROM PUBLIC;
CREATE TRIGGER users_suspend_activated BEFORE DELETE ON public.users
  FOR EACH ROW EXECUTE FUNCTION workflow.suspend_without_activator();
