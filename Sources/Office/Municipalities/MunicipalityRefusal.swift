// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why several municipalities are not opened together, in order of precedence.
public enum MunicipalityRefusal: Refusal, Equatable {
    /// The list cannot be read.
    case listUnreadable(String)
    /// No municipality stands on the list.
    case listIsEmpty(String)
    /// An entry has a value that cannot be used: which one, and what.
    case entryUnusable(name: String, what: String)
    /// Two municipalities would share something that each must have for itself.
    case shared(what: String, first: String, second: String)

    public var code: String {
        switch self {
        case .listUnreadable: "E-CMD-121"
        case .listIsEmpty: "E-CMD-122"
        case .entryUnusable: "E-CMD-123"
        case .shared: "E-CMD-124"
        }
    }

    public var message: String {
        switch self {
        case .listUnreadable(let file):
            "団体の一覧 \(file) を読めません。場所と書き方を確かめてください。"
        case .listIsEmpty(let file):
            "団体の一覧 \(file) に団体がありません。団体を一つ以上書いてください。"
        case .entryUnusable(let name, let what):
            "団体「\(name)」の\(what)が使えない値です。一覧を直してください。"
        case .shared(let what, let first, let second):
            "団体「\(first)」と「\(second)」の\(what)が重なっているため、開きません。"
                + "団体ごとに分けてください(区分管理)。"
        }
    }
}
