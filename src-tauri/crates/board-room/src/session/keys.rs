//! Keys and signatures: who says something, so that anybody can check it later without asking them.

use board_model::PeerId;
use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};

/// A signature (ed25519), in two halves of 32 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature([u8; 32], [u8; 32]);

/// A secret key and what it signs with: an installation's, a board owner's, or that of an invitation.
#[derive(Clone)]
pub struct Keys(SigningKey);

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Keys({:?})", self.public())
    }
}

/// What makes 32 bytes of an invitation's 16.
const INVITATION: &[u8; 16] = b"journeywall/1 in";

impl Keys {
    /// The keys of this secret.
    pub fn new(secret: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(secret))
    }

    /// The keys of an invitation, from the secret that its ticket carries.
    pub fn of_invitation(secret: &[u8; 16]) -> Self {
        let mut whole = [0; 32];
        whole[..16].copy_from_slice(secret);
        whole[16..].copy_from_slice(INVITATION);
        Self::new(&whole)
    }

    /// The public half.
    pub fn public(&self) -> PeerId {
        PeerId(self.0.verifying_key().to_bytes())
    }

    /// Signs something for a purpose; a signature for one purpose is none for another.
    pub fn sign(&self, purpose: &str, content: &impl Serialize) -> Signature {
        let (first, second) = halves(self.0.sign(&words(purpose, content)).to_bytes());
        Signature(first, second)
    }

    /// Sixteen bytes that nobody without the key can tell, the same for the same content: secrets of invitations.
    pub fn secret_for(&self, purpose: &str, content: &impl Serialize) -> [u8; 16] {
        let Signature(_, second) = self.sign(purpose, content);
        let mut secret = [0; 16];
        secret.copy_from_slice(&second[..16]);
        secret
    }
}

/// Whether the holder of the key signed this for this purpose.
pub fn is_signed(
    by: &PeerId,
    purpose: &str,
    content: &impl Serialize,
    signature: &Signature,
) -> bool {
    let Ok(key) = VerifyingKey::from_bytes(&by.0) else {
        return false;
    };
    let mut bytes = [0; 64];
    bytes[..32].copy_from_slice(&signature.0);
    bytes[32..].copy_from_slice(&signature.1);
    key.verify_strict(
        &words(purpose, content),
        &ed25519_dalek::Signature::from_bytes(&bytes),
    )
    .is_ok()
}

fn words(purpose: &str, content: &impl Serialize) -> Vec<u8> {
    // Our own types: plain structs of numbers, texts and lists, which always can be written.
    postcard::to_allocvec(&("journeywall/1", purpose, content)).unwrap_or_default()
}

fn halves(bytes: [u8; 64]) -> ([u8; 32], [u8; 32]) {
    let (mut first, mut second) = ([0; 32], [0; 32]);
    first.copy_from_slice(&bytes[..32]);
    second.copy_from_slice(&bytes[32..]);
    (first, second)
}

#[cfg(test)]
mod tests {
    use super::{Keys, is_signed};

    #[test]
    fn a_seal_holds_for_its_key_purpose_and_content_only() {
        let (ann, ben) = (Keys::new(&[1; 32]), Keys::new(&[2; 32]));
        let signature = ann.sign("role", &("ben", 3u8));
        assert!(is_signed(&ann.public(), "role", &("ben", 3u8), &signature));
        assert!(!is_signed(&ben.public(), "role", &("ben", 3u8), &signature));
        assert!(!is_signed(&ann.public(), "lock", &("ben", 3u8), &signature));
        assert!(!is_signed(&ann.public(), "role", &("ben", 4u8), &signature));
    }

    #[test]
    fn secrets_differ_by_key_and_content() {
        let (ann, ben) = (Keys::new(&[1; 32]), Keys::new(&[2; 32]));
        let secret = ann.secret_for("invitation", &1u8);
        assert_eq!(secret, ann.secret_for("invitation", &1u8));
        assert_ne!(secret, ann.secret_for("invitation", &2u8));
        assert_ne!(secret, ben.secret_for("invitation", &1u8));
    }
}
