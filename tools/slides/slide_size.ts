/** Size of a slide, px; a screen shows it larger or smaller. */
export const SLIDE_SIZE = { width: 1280, height: 720 };
