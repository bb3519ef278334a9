import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { TextArea } from './TextArea';

test('TextArea_WithError_IsInvalidAndDescribedByTheErrorInsteadOfTheHint', () => {
  render(<TextArea label="Body" hint="A hint" error="Line 2 is wrong" />);
  const box = screen.getByLabelText('Body');
  expect(box).toBeInvalid();
  expect(box).toHaveAccessibleDescription('Line 2 is wrong');
});

test('TextArea_WithHintOnly_IsValidAndDescribedByTheHint', () => {
  render(<TextArea label="Body" hint="A hint" />);
  const box = screen.getByLabelText('Body');
  expect(box).toBeValid();
  expect(box).toHaveAccessibleDescription('A hint');
});
