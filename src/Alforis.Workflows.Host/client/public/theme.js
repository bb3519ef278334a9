// Before anything is painted, so that a dark page never flashes white. A file of its own: the page allows no inline scripts.
(() => {
  const chosen = localStorage.getItem('theme');
  const isDark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  if (isDark) document.querySelector('meta[name=theme-color]').content = '#191b24';
})();
