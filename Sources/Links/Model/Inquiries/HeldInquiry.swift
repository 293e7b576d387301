// SPDX-License-Identifier: Apache-2.0
import Entitlement
public import Safeguards
public import Vocabulary

/// A 照会書 about somebody under a protection measure (支援措置), on its way between two officers.
public struct HeldInquiry: Sendable {
    public let id: Int64
    public let letter: LetterRequest
    public let purpose: Purpose
    public let reason: String
    /// Who asks for it.
    public let officer: String
    public let recordedAt: Instant
    /// The second officer, once there was one.
    public let releasedBy: String?
    let version: String
}

/// What becomes of a 照会書 that waits.
public enum HeldInquiryOutcome: String, Sendable, CaseIterable {
    case released, refused, printed
    /// The measures have changed since: two officers look again.
    case overtaken
}
