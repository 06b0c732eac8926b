/** How a field of a volume's source is shown: as text, truth, number, list, or reference to a secret. */
export type Form = "text" | "bool" | "number" | "list" | "comma" | "secret" | "none" | "unset" | "map";

/** A line of a volume: its label, the field and its form. */
export type Field = readonly [label: string, key: string, form?: Form];

const READ_ONLY: Field = ["ReadOnly", "readOnly", "bool"];
const FS: Field = ["FSType", "fsType"];

/** The sources whose lines are their fields one by one: what kubectl calls the type, and the fields in its order. */
export const SOURCES: Readonly<Record<string, readonly [type: string, ...fields: Field[]]>> = {
  hostPath: ["HostPath (bare host directory volume)", ["Path", "path"], ["HostPathType", "type"]],
  emptyDir: [
    "EmptyDir (a temporary directory that shares a pod's lifetime)",
    ["Medium", "medium"],
    ["SizeLimit", "sizeLimit", "unset"],
  ],
  gcePersistentDisk: [
    "GCEPersistentDisk (a Persistent Disk resource in Google Compute Engine)",
    ["PDName", "pdName"],
    FS,
    ["Partition", "partition", "number"],
    READ_ONLY,
  ],
  awsElasticBlockStore: [
    "AWSElasticBlockStore (a Persistent Disk resource in AWS)",
    ["VolumeID", "volumeID"],
    FS,
    ["Partition", "partition", "number"],
    READ_ONLY,
  ],
  gitRepo: [
    "GitRepo (a volume that is pulled from git when the pod is created)",
    ["Repository", "repository"],
    ["Revision", "revision"],
  ],
  secret: ["Secret (a volume populated by a Secret)", ["SecretName", "secretName"], ["Optional", "optional", "bool"]],
  configMap: ["ConfigMap (a volume populated by a ConfigMap)", ["Name", "name"], ["Optional", "optional", "bool"]],
  nfs: ["NFS (an NFS mount that lasts the lifetime of a pod)", ["Server", "server"], ["Path", "path"], READ_ONLY],
  iscsi: [
    "ISCSI (an ISCSI Disk resource that is attached to a kubelet's host machine and then exposed to the pod)",
    ["TargetPortal", "targetPortal"],
    ["IQN", "iqn"],
    ["Lun", "lun", "number"],
    // kubectl leaves the colon out.
    ["ISCSIInterface\t", "iscsiInterface"],
    FS,
    READ_ONLY,
    ["Portals", "portals", "list"],
    ["DiscoveryCHAPAuth", "chapAuthDiscovery", "bool"],
    ["SessionCHAPAuth", "chapAuthSession", "bool"],
    ["SecretRef", "secretRef", "secret"],
    ["InitiatorName", "initiatorName", "none"],
  ],
  glusterfs: [
    "Glusterfs (a Glusterfs mount on the host that shares a pod's lifetime)",
    ["EndpointsName", "endpoints"],
    ["Path", "path"],
    READ_ONLY,
  ],
  persistentVolumeClaim: [
    "PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)",
    ["ClaimName", "claimName"],
    READ_ONLY,
  ],
  rbd: [
    "RBD (a Rados Block Device mount on the host that shares a pod's lifetime)",
    ["CephMonitors", "monitors", "list"],
    ["RBDImage", "image"],
    FS,
    ["RBDPool", "pool"],
    ["RadosUser", "user"],
    ["Keyring", "keyring"],
    ["SecretRef", "secretRef", "secret"],
    READ_ONLY,
  ],
  quobyte: [
    "Quobyte (a Quobyte mount on the host that shares a pod's lifetime)",
    ["Registry", "registry"],
    ["Volume", "volume"],
    READ_ONLY,
  ],
  azureDisk: [
    "AzureDisk (an Azure Data Disk mount on the host and bind mount to the pod)",
    ["DiskName", "diskName"],
    ["DiskURI", "diskURI"],
    // As kubectl, with a space.
    ["Kind: \t", "kind"],
    FS,
    ["CachingMode", "cachingMode"],
    READ_ONLY,
  ],
  vsphereVolume: [
    "vSphereVolume (a Persistent Disk resource in vSphere)",
    ["VolumePath", "volumePath"],
    FS,
    ["StoragePolicyName", "storagePolicyName"],
  ],
  cinder: [
    "Cinder (a Persistent Disk resource in OpenStack)",
    ["VolumeID", "volumeID"],
    FS,
    READ_ONLY,
    ["SecretRef", "secretRef", "secret"],
  ],
  photonPersistentDisk: ["PhotonPersistentDisk (a Persistent Disk resource in photon platform)", ["PdID", "pdID"], FS],
  portworxVolume: ["PortworxVolume (a Portworx Volume resource)", ["VolumeID", "volumeID"]],
  scaleIO: [
    "ScaleIO (a persistent volume backed by a block device in ScaleIO)",
    ["Gateway", "gateway"],
    ["System", "system"],
    ["Protection Domain", "protectionDomain"],
    ["Storage Pool", "storagePool"],
    ["Storage Mode", "storageMode"],
    ["VolumeName", "volumeName"],
    FS,
    READ_ONLY,
  ],
  cephfs: [
    "CephFS (a CephFS mount on the host that shares a pod's lifetime)",
    ["Monitors", "monitors", "list"],
    ["Path", "path"],
    ["User", "user"],
    ["SecretFile", "secretFile"],
    ["SecretRef", "secretRef", "secret"],
    READ_ONLY,
  ],
  storageos: [
    "StorageOS (a StorageOS Persistent Disk resource)",
    ["VolumeName", "volumeName"],
    ["VolumeNamespace", "volumeNamespace"],
    FS,
    READ_ONLY,
  ],
  fc: ["FC (a Fibre Channel disk)", ["TargetWWNs", "targetWWNs", "comma"], ["LUN", "lun", "number"], FS, READ_ONLY],
  azureFile: [
    "AzureFile (an Azure File Service mount on the host and bind mount to the pod)",
    ["SecretName", "secretName"],
    ["ShareName", "shareName"],
    READ_ONLY,
  ],
  flexVolume: [
    "FlexVolume (a generic volume resource that is provisioned/attached using an exec based plugin)",
    ["Driver", "driver"],
    FS,
    ["SecretRef", "secretRef", "secret"],
    READ_ONLY,
    ["Options", "options", "map"],
  ],
  flocker: [
    "Flocker (a Flocker volume mounted by the Flocker agent)",
    ["DatasetName", "datasetName"],
    ["DatasetUUID", "datasetUUID"],
  ],
  image: ["Image (a container image or OCI artifact)", ["Reference", "reference"], ["PullPolicy", "pullPolicy"]],
};
