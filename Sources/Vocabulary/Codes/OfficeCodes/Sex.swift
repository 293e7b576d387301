// SPDX-License-Identifier: Apache-2.0

/// The sex (性別) as registers and claim files write it.
public enum Sex: String, OfficeCode {
    case male = "1"
    case female = "2"

    public static let listName = "性別"

    public var wording: String {
        switch self {
        case .male: "男"
        case .female: "女"
        }
    }
}
