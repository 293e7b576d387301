// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why a file is not taken in before anything opens it (R-85d), in order of precedence.
public enum ScanRefusal: Refusal, Hashable {
    /// No scanner is configured.
    case noScanner
    /// It does not answer, or could not look at this file.
    case scannerDown
    /// Its patterns are older than the office allows, or of nobody knows when.
    case patternsOld(days: Int?, most: Int)
    case infected(finding: String)

    public var code: String {
        switch self {
        case .noScanner: "E-LNK-090"
        case .scannerDown: "E-LNK-091"
        case .patternsOld: "E-LNK-092"
        case .infected: "E-LNK-093"
        }
    }

    public var message: String {
        switch self {
        case .noScanner:
            "ウイルス検査が設定されていないため、ファイルは受け取れません。システム管理者に設定を依頼してください。"
        case .scannerDown:
            "ウイルス検査が答えないため、ファイルは受け取れません。システム管理者に連絡し、検査が戻ってからやり直してください。"
        case .patternsOld(let days, let most):
            "ウイルス検査のパターンが\(days.map { "\($0)日前のもの" } ?? "いつのものか分からない")ため（上限\(most)日）、ファイルは受け取れません。システム管理者に更新を依頼してください。"
        case .infected(let finding):
            "ウイルス検査で「\(finding)」が見つかったため、受け取らず、消しました。ファイルを開かずに、システム管理者と所属長に連絡してください。"
        }
    }

    public var article: String? { "評価書 III-7（ウイルス監視）" }
}
