// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Vocabulary

struct InspectPayee: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "payee", abstract: "受取人名を全銀のカナにする")
    @Argument(help: "名義(かな・カナ)。- なら標準入力の各行") var value: String
    @Flag(help: "ｦ を許す") var wide = false
    @OptionGroup var options: InspectOptions

    func run() throws {
        try inspectEach(value) { text in
            let payee = PayeeKana.read(text, rule: wide ? .wide : .narrow)
            if options.json {
                try Output.standard.json(payee)
            } else {
                Output.standard.write(
                    "\(payee.text ?? "使えません")\t\(payee.bytes)バイト\t\(payee.reason ?? "")\n")
            }
            return payee.valid
        }
    }
}

struct InspectPostAccount: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "post-account", abstract: "ゆうちょの記号・番号を、店番・種目・口座番号にする")
    @Argument(help: "記号(5桁)") var symbol: String
    @Argument(help: "番号(8桁まで)") var number: String
    @OptionGroup var options: InspectOptions

    func run() throws {
        let account = PostAccount.read(symbol: symbol, number: number)
        if options.json {
            try Output.standard.json(account)
        } else if let branch = account.branch, let digits = account.account {
            Output.standard.write("\(PostAccount.bank)-\(branch) \(digits)\n")
        } else {
            Output.standard.write("使えません: \(account.reason ?? "")\n")
        }
        guard account.valid else { throw ExitStatus.no }
    }
}

struct InspectBusinessDay: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "business-day", abstract: "銀行と役所の営業日を調べる")
    @Argument(help: "日付。- なら標準入力の各行") var value: String
    @OptionGroup var folders: DataFolders
    @OptionGroup var options: InspectOptions

    func run() throws {
        let holidays = try OfficeTables.holidays(in: folders.schemesFolder())
        let bank = BankCalendar(holidays: holidays)
        let office = OfficeCalendar(holidays: holidays)
        let today = MachineClock().today()
        try inspectEach(value) { text in
            let entry = DateEntry.read(text, for: .any, today: today)
            guard let date = entry.date else {
                throw ValidationError(entry.reason ?? "日付が読めません")
            }
            let answer = try BusinessDayAnswer(date, bank: bank, office: office)
            if options.json {
                try Output.standard.json(answer)
            } else {
                Output.standard.write(
                    "\(date)\t銀行 \(answer.bankDay ? "営業" : "休み")\t役所 "
                        + "\(answer.officeDay ? "開庁" : "閉庁")\t\(answer.reason ?? "")\n")
            }
            return true
        }
    }
}

/// Tables that stand beside the books.
enum OfficeTables {
    static func holidays(in schemes: URL) throws -> Holidays {
        try Holidays(
            csv: String(
                contentsOf: schemes.appendingPathComponent("national/holidays.csv"),
                encoding: .utf8))
    }
}
