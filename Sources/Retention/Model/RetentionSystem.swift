// SPDX-License-Identifier: Apache-2.0

/// Which of the two databases a record stands in.
public enum RetentionSystem: String, CaseIterable, Sendable {
    /// System 1 福祉総合システム.
    case casework
    /// System 2 団体内統合宛名システム.
    case addressee

    public var title: String {
        switch self {
        case .casework: "福祉総合システム"
        case .addressee: "団体内統合宛名システム"
        }
    }
}
