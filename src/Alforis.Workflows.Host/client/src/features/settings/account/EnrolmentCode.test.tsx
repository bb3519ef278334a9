import { render, screen } from '@testing-library/react';
import jsQR from 'jsqr';
import { expect, it } from 'vitest';
import '@/shared/i18n';
import { EnrolmentCode } from './EnrolmentCode';

/** The modules of a drawn code as the pixels of a picture, each four wide. */
function pictureOf(svg: Element) {
  const scale = 4;
  const side = Number(svg.getAttribute('viewBox')?.split(' ')[2]);
  const pixels = new Uint8ClampedArray(side * side * scale * scale * 4).fill(255);
  const dark = svg.querySelectorAll('path')[1]?.getAttribute('d') ?? '';
  for (const [, x, y, width] of dark.matchAll(/M(\d+)[ ,](\d+) ?h(\d+)v1H\d+z/g)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row++) {
      const from = (row * side * scale + Number(x) * scale) * 4;
      for (let at = from; at < from + Number(width) * scale * 4; at += 4) pixels.fill(0, at, at + 3);
    }
  }
  return { pixels, side: side * scale };
}

it('is read by a camera as the address it was made of', () => {
  const uri = 'otpauth://totp/Alforis:admin%40alforis.example?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Alforis&digits=6&period=30';
  render(<EnrolmentCode uri={uri} />);
  const { pixels, side } = pictureOf(screen.getByRole('img'));

  expect(jsQR(pixels, side, side)?.data).toBe(uri);
});
