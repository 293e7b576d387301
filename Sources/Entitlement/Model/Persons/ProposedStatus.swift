// SPDX-License-Identifier: Apache-2.0

/// Where something about an insurer stands between two officers.
public enum ProposedStatus: String, Sendable, CaseIterable {
    case proposed, approved
    case sentBack = "sent-back"

    public var wording: String {
        switch self {
        case .proposed: "決裁待ち"
        case .approved: "決裁済み"
        case .sentBack: "差戻し"
        }
    }
}
