// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Office
import Vault

#if canImport(Glibc)
    import Glibc
#endif

/// Passphrases of officers from standard input: at a terminal each is asked for by name and not
/// shown; otherwise one line each, in the order of the names. An empty line leaves somebody out.
enum PassphraseInput {
    static var isTerminal: Bool { isatty(0) == 1 }

    /// New passphrases: at a terminal each is typed twice.
    static func new(_ holders: [String]) throws -> [Passphrase] {
        try holders.map { holder in
            guard let words = line("\(holder) の合言葉（\(Passphrase.leastLength)文字以上）: ") else {
                throw ValidationError("\(holder) の合言葉がありません")
            }
            if isTerminal, line("もう一度: ") != words {
                throw ValidationError("\(holder) の合言葉が二度とも同じではありません")
            }
            return Passphrase(holder: holder, words)
        }
    }

    /// The passphrases of those who are here.
    static func known(_ holders: [String], needed: Int) -> [Passphrase] {
        var found: [Passphrase] = []
        for holder in holders where found.count < needed {
            if let words = line("\(holder) の合言葉（いないときは Enter）: ") {
                found.append(Passphrase(holder: holder, words))
            }
        }
        return found
    }

    private static func line(_ prompt: String) -> String? {
        var before = termios()
        if isTerminal {
            FileHandle.standardError.write(Data(prompt.utf8))
            tcgetattr(0, &before)
            var silent = before
            silent.c_lflag &= ~tcflag_t(ECHO)
            tcsetattr(0, TCSANOW, &silent)
        }
        let line = readLine(strippingNewline: true)
        if isTerminal {
            tcsetattr(0, TCSANOW, &before)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        return line.flatMap { $0.isEmpty ? nil : $0 }
    }
}

/// Asks at the start for what opens the keys: passphrases of officers, or the PIN of a token.
enum KeyOpening {
    static func ask(_ settings: inout InstallationSettings) throws {
        if let (names, needed) = settings.keyHolders {
            let here = PassphraseInput.known(names, needed: needed)
            if !here.isEmpty { try settings.join(here) }
        } else if let place = try settings.token {
            let pin = try SecretLine.read(prompt: "トークン「\(place.token)」のPIN: ")
            try settings.join(tokenPIN: pin)
        }
    }

    /// The same for a program that goes on without personal data where nobody answers.
    static func askOrLeave(_ settings: inout InstallationSettings) throws {
        let waits = try settings.keyHolders != nil || settings.token != nil
        guard waits, settings.joinedKeys.isEmpty else { return }
        if PassphraseInput.isTerminal { try ask(&settings) }
        if settings.joinedKeys.isEmpty {
            Output.complain("鍵が開いていないため、個人の情報を扱わずに開きます。")
        }
    }
}
