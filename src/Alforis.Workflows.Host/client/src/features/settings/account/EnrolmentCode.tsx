import { QRCodeSVG } from 'qrcode.react';
import { useTranslation } from 'react-i18next';

/** What the camera of a phone reads to add an account to its authenticator. Dark on white in any theme: not all cameras read the reverse. */
export function EnrolmentCode({ uri }: { uri: string }) {
  const { t } = useTranslation();
  return <QRCodeSVG value={uri} title={t('account.qr')} size={184} marginSize={4} level="L" className="rounded-lg border border-line" />;
}
