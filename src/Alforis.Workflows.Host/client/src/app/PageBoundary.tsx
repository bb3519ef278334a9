import { Component, type ReactNode } from 'react';
import { ErrorState } from '@/shared/ui/States';

type Props = { place?: string; children: ReactNode };
type State = { error: unknown; place: string | undefined };

/** Where a page itself fails, or cannot be loaded: says so, with the ways to load it again and to leave it. Another place begins anew. */
export class PageBoundary extends Component<Props, State> {
  override state: State = { error: null, place: this.props.place };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  static getDerivedStateFromProps({ place }: Props, before: State) {
    return place === before.place ? null : { error: null, place };
  }

  override render() {
    return this.state.error ? <ErrorState level="h1" error={this.state.error} /> : this.props.children;
  }
}
