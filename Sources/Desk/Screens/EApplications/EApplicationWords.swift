// SPDX-License-Identifier: Apache-2.0

/// Words for what the bundles of an electronic application call by short names.
enum EApplicationWords {
    /// The service through which the applicant came; a name that is not known stands as it is.
    static func service(_ name: String) -> String {
        switch name {
        case "portal": "申請ポータル"
        case "form": "入力フォーム"
        case "table": "表形式の連携"
        case "keyed": "申請管理"
        default: name
        }
    }
}
