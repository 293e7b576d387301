// SPDX-License-Identifier: Apache-2.0

/// What a data key protects; each class has its own key, so that one lost key opens one class.
public enum KeyClass: String, CaseIterable, Codable, Sendable {
    /// Cells that hold the individual number (個人番号); System 2 only.
    case individualNumber
    /// Bank accounts (口座).
    case account
    /// Addresses of persons under protection measures (支援措置).
    case protectedAddress
    /// Medical and other sensitive details (要配慮個人情報).
    case sensitive
    /// The HMAC key of the search index over individual numbers; System 2 only.
    case blindIndex
    /// The seed of the Ed25519 key that signs the checkpoints of the log (台帳).
    case checkpointSigning
    /// The P-256 scalar that opens sealed individual numbers; System 2 only.
    case numberOpening
    /// The HMAC key under which the owners of person keys are listed.
    case keyReference
    /// The HMAC key by which equal bank accounts are found; System 1 only.
    case accountIndex
    /// Seals the keys of the months of the log.
    case logMonth

    /// What a start without the officers has: enough to write and read the log, and nothing else.
    public static let ofService: [KeyClass] = [.checkpointSigning, .logMonth]

    /// Keys of indexes by which equal values are found.
    public static let ofIndexes: [KeyClass] = [.blindIndex, .accountIndex]

    /// Classes whose cells a person's own key seals; the class key wraps those keys.
    public static let ofPersons: [KeyClass] = [
        .individualNumber, .account, .protectedAddress, .sensitive,
    ]
}
