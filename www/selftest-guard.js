// A classic script, which older browsers run as well: says so if the module beside it does not start.

function sayThatNothingStarts() {
  if (document.documentElement.getAttribute('data-state')) return;
  const place = document.getElementById('no-start');
  if (place) place.hidden = false;
}

function failed() {
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', sayThatNothingStarts);
  } else {
    sayThatNothingStarts();
  }
}

// In the capturing phase, since the error of an element that does not load does not bubble.
addEventListener('error', failed, true);
if (!('noModule' in document.createElement('script'))) failed();
