'use strict';
// The code of a ticket's link stands behind the # so that no server or log ever sees it in an address.
const link = document.getElementById('link');
if (link && location.hash.length > 1) {
  let code = location.hash.slice(1);
  try { code = decodeURIComponent(code); } catch { /* as it stands */ }
  history.replaceState(null, '', location.pathname);
  link.elements.code.value = code;
  link.submit();
}

// One tap sends once.
addEventListener('submit', event => {
  for (const button of event.target.querySelectorAll('button')) setTimeout(() => { button.disabled = true; });
});
// Going back brings a page as it was left: its buttons answer again.
addEventListener('pageshow', () => {
  for (const button of document.querySelectorAll('button[disabled]')) button.disabled = false;
});

// A large photo is made smaller before it goes through the venue's network.
const photo = document.getElementById('photo');
if (photo) photo.addEventListener('change', async () => {
  const file = photo.files[0];
  const largest = 2000;
  if (!file || file.size < 1 << 20 || !self.createImageBitmap) return;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, largest / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
    const small = await new Promise(done => canvas.toBlob(done, 'image/jpeg', 0.85));
    const list = new DataTransfer();
    list.items.add(new File([small], 'ticket.jpg', { type: 'image/jpeg' }));
    photo.files = list.files;
  } catch { /* it goes as it is */ }
});

// My day stays current while somebody looks at it.
const current = document.body.dataset.current;
if (current) {
  const renew = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(current, { cache: 'no-store' });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const before = document.getElementById('day'), after = page.getElementById('day');
      if (before && after && before.innerHTML !== after.innerHTML) before.replaceWith(after);
    } catch { /* no network: what stands here stays */ }
  };
  setInterval(renew, 20000);
  document.addEventListener('visibilitychange', renew);
}
