// The parts of node-forge are imported one by one to keep the bundle small; each adds itself to the one object.
declare module 'node-forge/lib/forge' {
  import type nodeForge from 'node-forge';
  const forge: Pick<typeof nodeForge, 'cipher' | 'rc2' | 'util'>;
  export = forge;
}
declare module 'node-forge/lib/aes';
declare module 'node-forge/lib/des';
declare module 'node-forge/lib/rc2';
