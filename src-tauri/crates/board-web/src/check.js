// Has the browser send datagrams to the machine that served this page, and asks it whether they came.
const status = document.querySelector('[role=status]');
const port = status.dataset.port;
/** Browsers send theirs again for some seconds; what has not come then will not. */
const LOOKS = 16;
const PAUSE = 500;

async function look(left) {
  const answer = await fetch('/datagrams').then((it) => it.text());
  if (answer === 'heard') status.textContent = status.dataset.heard;
  else if (left === 0) status.textContent = status.dataset.unheard;
  else setTimeout(() => look(left - 1), PAUSE);
}

try {
  const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:${location.hostname}:${port}` }] });
  peer.createDataChannel('check');
  peer.createOffer().then((offer) => peer.setLocalDescription(offer));
} catch {
  // A browser without peer connections; the machine will have heard nothing, which is what is said.
}
look(LOOKS);
