// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A refusal of the bulk-transfer writer with the payment it is about.
public struct TransferRefusal: Refusal, Hashable {
    /// The sequence of the payment; `nil` for the order or the file.
    public let sequence: Int?
    public let reason: FormatRefusal

    public init(sequence: Int?, reason: FormatRefusal) {
        self.sequence = sequence
        self.reason = reason
    }

    public var code: String { reason.code }
    public var message: String { (sequence.map { "順番\($0)の振込: " } ?? "") + reason.message }
}
