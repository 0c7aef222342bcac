//! How ready tokens are handed to the engine: in one string with a blank between.

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

/// The name by which the schema asks for it.
pub(crate) const READY: &str = "ready";

/// No token holds one.
pub(crate) const BETWEEN_TOKENS: char = ' ';

/// Makes the engine know it, for writing.
pub(crate) fn register(tokenizers: &TokenizerManager) {
    tokenizers.register(READY, TextAnalyzer::from(Ready::default()));
}

/// Takes tokens apart again. Of a token the engine needs its letters and its place alone.
#[derive(Clone, Default)]
struct Ready {
    token: Token,
}

struct ReadyStream<'a> {
    rest: &'a str,
    token: &'a mut Token,
}

impl Tokenizer for Ready {
    type TokenStream<'a> = ReadyStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> ReadyStream<'a> {
        self.token.reset();
        ReadyStream {
            rest: text,
            token: &mut self.token,
        }
    }
}

impl TokenStream for ReadyStream<'_> {
    fn advance(&mut self) -> bool {
        if self.rest.is_empty() {
            return false;
        }
        let end = self.rest.bytes().position(|byte| byte == b' ');
        let (word, rest) = match end {
            Some(end) => (self.rest.get(..end), self.rest.get(end + 1..)),
            None => (Some(self.rest), None),
        };
        self.rest = rest.unwrap_or_default();
        self.token.text.clear();
        self.token.text.push_str(word.unwrap_or_default());
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }

    fn process(&mut self, sink: &mut dyn FnMut(&Token)) {
        while self.advance() {
            sink(self.token);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<(usize, String)> {
        let mut analyzer = TextAnalyzer::from(Ready::default());
        let mut stream = analyzer.token_stream(text);
        let mut found = Vec::new();
        stream.process(&mut |token| found.push((token.position, token.text.clone())));
        found
    }

    #[test]
    fn tokens_come_apart_as_they_were_joined() {
        let expected = [(0, "å".to_owned()), (1, "b|p|ö".to_owned())];
        assert_eq!(tokens("å b|p|ö"), expected);
        assert_eq!(tokens("å"), [(0, "å".to_owned())]);
        assert_eq!(tokens(""), []);
    }
}
