// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why a table of keys is not taken, in order of precedence.
public enum KeyboardRefusal: Refusal, Hashable {
    case unknownKey(DeskAction, String)
    case sharedKey(String, DeskAction, DeskAction)

    public var code: String {
        switch self {
        case .unknownKey: "E-KBD-001"
        case .sharedKey: "E-KBD-002"
        }
    }

    public var message: String {
        switch self {
        case .unknownKey(let action, let key):
            "「\(action.wording)」に「\(key)」は割り当てられません。一覧のキーから選んでください。"
        case .sharedKey(let key, let one, let other):
            "\(key) が「\(one.wording)」と「\(other.wording)」の両方に割り当てられています。どちらかを別のキーにしてください。"
        }
    }
}
