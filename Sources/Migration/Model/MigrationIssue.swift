// SPDX-License-Identifier: Apache-2.0

/// A row of the system used before that is not taken over, and why; no value about a person.
public struct MigrationIssue: Hashable, Sendable {
    public let file: OldFile
    /// The line of the file, from 1.
    public let line: Int
    public let code: String
    public let message: String

    public init(file: OldFile, line: Int, code: String, message: String) {
        self.file = file
        self.line = line
        self.code = code
        self.message = message
    }

    init(_ file: OldFile, _ line: Int, _ problem: RowProblem) {
        self.init(file: file, line: line, code: problem.code, message: problem.message)
    }
}

/// What is wrong with a row that can be read.
enum RowProblem: String, CaseIterable {
    case notRegistered = "E-MIG-001"
    case otherPerson = "E-MIG-002"
    case numberDigit = "E-MIG-003"
    case numberTwice = "E-MIG-004"
    case numberTaken = "E-MIG-005"
    case numberMissing = "E-MIG-006"
    case noGrant = "E-MIG-007"
    case inForceTwice = "E-MIG-008"
    case decidedHere = "E-MIG-009"
    case foreignNumber = "E-MIG-010"
    case account = "E-MIG-011"
    case insurer = "E-MIG-012"
    case noRecipient = "E-MIG-013"
    case noChild = "E-MIG-014"
    case channel = "E-MIG-015"
    case dayUnknown = "E-MIG-016"
    case wholeChild = "E-MIG-017"
    case otherContent = "E-MIG-018"
    case periodTwice = "E-MIG-034"
    case schemeOfOther = "E-MIG-035"
    case memoOver = "E-MIG-036"
    case recoverySettled = "E-MIG-037"
    case recoveryDays = "E-MIG-038"
    case planDiffers = "E-MIG-039"
    case noRecovery = "E-MIG-040"
    case wholeRecovery = "E-MIG-041"
    case askedHere = "E-MIG-042"

    var code: String { rawValue }

    var message: String {
        switch self {
        case .notRegistered: "宛名に登録のない人です。住民記録と宛名番号を確認してください。"
        case .otherPerson: "カナ氏名または生年月日が住民記録と違います。宛名番号の取違えでないか確認してください。"
        case .numberDigit: "受給者番号の検証数字が合いません。印刷済みの証の番号を確認してください。"
        case .numberTwice: "同じ受給者番号が二人の児童に付いています。どちらの証が正しいか確認してください。"
        case .numberTaken: "この受給者番号は、このシステムで別の児童に使われています。番号を確認してください。"
        case .numberMissing: "受給者番号がありません。却下のほかの決定には番号が要ります。"
        case .noGrant: "認定より前に変更・消滅などの決定があります。抜けている決定を確認してください。"
        case .inForceTwice: "同じ期間に二つの認定が有効です。先の認定の消滅が抜けていないか確認してください。"
        case .decidedHere: "この児童には、このシステムで行った決定があります。移行では重ねて書きません。"
        case .foreignNumber: "受給者番号が、この児童の資格履歴にありません。証または給付の番号を確認してください。"
        case .account: "口座の桁数または名義人のカナが使えません。通帳の写しと確認してください。"
        case .insurer: "保険者番号の検証数字または資格の日付が正しくありません。"
        case .noRecipient: "移行する児童の受給者ではありません。資格のない人の情報は移しません。"
        case .noChild: "移行する児童ではありません。資格のない人の情報は移しません。"
        case .channel: "現物償還区分は「現物」か「償還」です。"
        case .dayUnknown: "日付に不詳の部分があります。日を確かめて直してください。"
        case .wholeChild: "この児童の資格履歴の別の行に誤りがあるため、履歴の全部を移しません。先にその行を直してください。"
        case .otherContent: "同じ番号の行が、前の移行では別の内容でした。訂正は移行の後に画面で行ってください。"
        case .periodTwice: "同じ種類の期間が重なっています。先の期間の終わりが抜けていないか確認してください。"
        case .schemeOfOther: "他の制度の名称は、除外事由が「他制度」の行だけに書きます。除外事由を確認してください。"
        case .memoOver: "表示期限が切替日より前のメモは移しません。残すときは表示期限を空にしてください。"
        case .recoverySettled: "完納した返還は移しません。返還額と納付済額を確認してください。"
        case .recoveryDays: "返還の日付の順が合いません。決定・納期限・納入通知・督促・誓約・最後の納付の日を確認してください。"
        case .planDiffers:
            "分納の回・納期限・合計が合いません。回は1から順に、合計は残額から返還額までにしてください。"
        case .noRecovery: "この返還番号の返還がありません。返還のファイルを確認してください。"
        case .wholeRecovery: "この返還の行、または分納の別の行に誤りがあるため、分納も移しません。先にその行を直してください。"
        case .askedHere:
            "前の移行の後に、このシステムで同じ種類の通知（納入・督促）を出したため、旧システムの通知の日を足せません。"
                + "返還の画面で通知と時効の日を確かめ、旧システムの通知はメモに残してください。"
        }
    }
}
