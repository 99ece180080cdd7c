// The page's script: what was rendered works without it; with it, the page is live.
document.documentElement.classList.add('js');
