/**
 * Keeps the page as high as what is seen of it: where the browser lays its keyboard over the page instead of
 * shrinking it, the field to write in would lie underneath.
 */
export function followViewport() {
  const seen = window.visualViewport;
  if (!seen) return;
  const fit = () => {
    // Whoever zooms in wants to see less.
    const covered = seen.scale === 1 && window.innerHeight - seen.height > 1;
    const { style } = document.documentElement;
    if (covered) style.setProperty('--seen', `${seen.height}px`);
    else style.removeProperty('--seen');
    if (covered) window.scrollTo(0, 0);
  };
  seen.addEventListener('resize', fit);
  fit();
}
