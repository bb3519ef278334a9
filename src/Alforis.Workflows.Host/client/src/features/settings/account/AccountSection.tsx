import { Codes } from './Codes';
import { PasswordForm } from './PasswordForm';
import { ProfileForm } from './ProfileForm';
import { Sessions } from './Sessions';

/** One's own account. */
export function AccountSection() {
  return (
    <>
      <ProfileForm />
      <PasswordForm />
      <Codes />
      <Sessions />
    </>
  );
}
