// SPDX-License-Identifier: Apache-2.0

/// What explains an access, as whoever checks the log says it. The log holds a short name of what
/// was open then; only the numbers of its own lines lead anywhere.
enum LogWords {
    private static let cases = [
        "application": "受付中の申請", "proposal": "決裁待ちの決定案", "appeal": "審査請求",
        "invitation": "勧奨", "rule-use": "専決の事後確認", "reimbursement": "償還申請",
        "claim-error": "エラーの明細書", "liability": "第三者行為", "proxy": "代理受領",
        "payment": "支給", "retroactive": "遡及の精算", "voucher": "窓口払",
        "recovery": "返還", "emergency": "緊急アクセス", "break-glass": "緊急アクセス",
    ]

    static func explanation(_ name: String) -> String {
        let parts = name.split(separator: "-")
        guard parts.count > 1, let number = parts.last, Int64(number) != nil else {
            return "事案 \(name)"
        }
        let kind = parts.dropLast().joined(separator: "-")
        switch kind {
        case "operation": return "記録\(number)の処理の続き"
        case "reason": return "記録\(number)で述べた理由"
        default: return cases[kind].map { "事案：\($0)" } ?? "事案 \(name)"
        }
    }
}
