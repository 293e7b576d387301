// SPDX-License-Identifier: Apache-2.0

/// Why money that was recorded wrongly counts no more (入金の取消し), and who has said it.
public struct ReceiptReversal: Hashable, Sendable {
    public let reason: String
    public let officer: String
}
