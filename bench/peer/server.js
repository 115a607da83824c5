// One question with radios, rendered for each request with templates that are compiled once, as in production.
const compression = require("compression");
const express = require("express");
const nunjucks = require("nunjucks");
const path = require("node:path");

const app = express();
const components = path.join(path.dirname(require.resolve("govuk-frontend/package.json")), "dist");
nunjucks.configure([path.join(__dirname, "views"), components], { autoescape: true, express: app });
app.disable("x-powered-by");
app.use(compression());
app.get("/healthz", (_request, response) => response.type("text").send("ok\n"));
app.get("/question", (_request, response) => response.render("question.njk"));
app.listen(Number(process.argv.at(-1)), "127.0.0.1");
